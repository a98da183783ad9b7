import { expect, test } from 'vitest';
import { isOfPushService, pushServicePattern, usualPushServices } from './push-services.ts';

test.each([
  'https://fcm.googleapis.com/fcm/send/abc',
  'https://updates.push.services.mozilla.com/wpush/v2/abc',
  'https://web.push.apple.com/abc',
  'https://api.push.apple.com/3/device/abc',
  'https://wns2-par02p.notify.windows.com/w/?token=abc',
  'https://FCM.googleapis.com:443/fcm/send/abc',
])('spoken to: %s', (endpoint) => {
  expect(isOfPushService(endpoint, usualPushServices)).toBe(true);
});

const refused = [
  'http://fcm.googleapis.com/fcm/send/abc',
  'https://fcm.googleapis.com:8443/fcm/send/abc',
  'https://fcm.googleapis.com.example/fcm/send/abc',
  'https://evilfcm.googleapis.com/fcm/send/abc',
  'https://push.apple.com.example/abc',
  'https://evilpush.apple.com/abc',
  'https://fcm.googleapis.com@example.org/abc',
  'https://user:word@fcm.googleapis.com/abc',
  'https://fcm.googleapis.com/abc#there',
  'https://127.0.0.1/abc',
  'https://[::1]/abc',
  'https://10.0.0.7/abc',
  'https://localhost/abc',
  'file:///etc/passwd',
  'fcm.googleapis.com/abc',
  '',
];

test.each(refused)('not spoken to: %s', (endpoint) => {
  expect(isOfPushService(endpoint, usualPushServices)).toBe(false);
});

test.each(['10.0.0.1', '*.1.2.3', 'localhost', '*', '*.', 'a..b', 'host.example:8080', 'Push.example', ''])(
  'no name of a push service: %s',
  (name) => {
    expect(pushServicePattern.test(name)).toBe(false);
  },
);
