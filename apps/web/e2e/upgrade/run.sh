#!/usr/bin/env bash
# Leaves the app of a commit in the middle and goes on with this one: apps/web/e2e/upgrade/run.sh COMMIT. Run in an installed and built tree, whose
# packages the other borrows.
set -euo pipefail
commit=$1 here=$(git rev-parse --show-toplevel)
tree=$(mktemp -d) folder=$(mktemp -d)
trap 'rm -rf "$tree" "$folder"' EXIT
chmod 711 "$tree" "$folder" # as root the database runs as another user, who has to pass
git -C "$here" archive "$commit" | tar -x -C "$tree"
ln -s "$here/node_modules" "$tree/node_modules"
for workspace in "$tree"/packages/* "$tree"/apps/*; do
  [ -d "$here/${workspace#"$tree"/}/node_modules" ] && cp -a "$here/${workspace#"$tree"/}/node_modules" "$workspace/"
done
rm -rf "$tree/apps/web/e2e/upgrade"
cp -a "$here/apps/web/e2e/upgrade" "$tree/apps/web/e2e/"
cp "$here/playwright.upgrade.ts" "$tree/"
export UPGRADE_FOLDER=$folder PATH=$here/node_modules/.bin:$PATH
(cd "$tree" && npm run -s build >/dev/null && playwright test -c playwright.upgrade.ts leave)
cd "$here" && playwright test -c playwright.upgrade.ts return
