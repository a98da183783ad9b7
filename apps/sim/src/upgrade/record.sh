#!/usr/bin/env bash
# Records what the version of a commit leaves behind: apps/sim/src/upgrade/record.sh COMMIT FILE. Run in an installed tree, whose packages it borrows.
set -euo pipefail
commit=$1 file=$(realpath "$2") here=$(git rev-parse --show-toplevel)
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
git -C "$here" archive "$commit" | tar -x -C "$tree"
ln -s "$here/node_modules" "$tree/node_modules"
for workspace in "$tree"/packages/* "$tree"/apps/*; do
  [ -d "$here/${workspace#"$tree"/}/node_modules" ] && cp -a "$here/${workspace#"$tree"/}/node_modules" "$workspace/"
done
mkdir -p "$tree/apps/sim/src/upgrade" "$tree/apps/server/src/testing"
cp "$here/apps/sim/src/upgrade/record.ts" "$tree/apps/sim/src/upgrade/"
cp "$here"/apps/server/src/testing/{state,read-state,superuser}.ts "$tree/apps/server/src/testing/"
chmod 711 "$tree" # as root the database runs as another user, who has to pass
"$here/node_modules/.bin/node" "$tree/apps/sim/src/upgrade/record.ts" "$file"
