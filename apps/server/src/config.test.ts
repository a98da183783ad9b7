/**
 * What is refused, and that no refusal repeats a value.
 * @module
 */
import { usualPushServices } from '@obhut/protocol/push-services.ts';
import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

const url = (host: string, end = ''): string => `postgresql://obhut_app:s3cret@${host}/obhut${end}`;
const database = (value: string): Record<string, string> => ({
  DATABASE_URL: value,
  DATABASE_OWNER_URL: url('localhost'),
});
const acme = { ACME_TERMS_AGREED: 'yes', HOST: '::', ORIGIN: 'https://obhut.example' };
const tls = { TLS_CERT: 'c.pem', TLS_KEY: 'k.pem' };

test('without any setting: loopback, the built-in database', () => {
  expect(readConfig({})).toMatchObject({
    port: 8080,
    metricsPort: undefined,
    host: '127.0.0.1',
    dataDir: `${process.cwd()}/data`,
    database: undefined,
    origin: undefined,
    tls: undefined,
    acme: undefined,
    logLevel: 'info',
    blobQuota: 107_374_182_400,
    beginAnew: false,
    confirmedDay: undefined,
    securityContact: undefined,
    push: { services: usualPushServices, loopback: false },
  });
});

test.each<[string, Record<string, string>]>([
  ['HOST is reachable', { HOST: '0.0.0.0', ORIGIN: 'https://s3cret.example' }],
  ['HOST is reachable', { HOST: '192.168.0.9', ORIGIN: 'https://s3cret.example' }],
  ['ORIGIN must be set', { HOST: '::', ...tls }],
  ['ORIGIN must begin with https', { ORIGIN: 'http://s3cret.example' }],
  ['ORIGIN must begin with https', { ORIGIN: 'http://localhost.s3cret.example' }],
  ['ORIGIN must be an address without path', { ORIGIN: 'https://s3cret.example/obhut' }],
  ['ORIGIN must be an address without path', { ORIGIN: 'file:///s3cret' }],
  ['ORIGIN must be the address', { ORIGIN: 's3cret' }],
  ['TLS_CERT and TLS_KEY', { TLS_CERT: 's3cret.pem' }],
  ['ACME_TERMS_AGREED may only be yes', { ...acme, ACME_TERMS_AGREED: 's3cret' }],
  ['ACME_DIRECTORY must be', { ...acme, ACME_DIRECTORY: 'http://s3cret.example/dir' }],
  ['ACME_CONTACT must be', { ...acme, ACME_CONTACT: 's3cret@obhut.example' }],
  ['PLAIN_PORT must be a number', { ...acme, PLAIN_PORT: 's3cret' }],
  ['PLAIN_PORT (80, if it is not set) must be another', { ...acme, PORT: '80' }],
  ['PLAIN_PORT (80, if it is not set) must be another', { ...acme, PLAIN_PORT: '9464', METRICS_PORT: '9464' }],
  ['only with ACME_TERMS_AGREED=yes', { ACME_CONTACT: 'mailto:s3cret@obhut.example', PLAIN_PORT: '8081' }],
  ['set only one of them', { ...acme, ...tls }],
  ['needs ORIGIN with the name', { ...acme, ORIGIN: 'https://192.0.2.1' }],
  ['needs ORIGIN with the name', { ...acme, ORIGIN: 'https://[2001:db8::1]' }],
  ['needs ORIGIN with the name', { ...acme, ORIGIN: 'https://s3cret' }],
  ['needs ORIGIN with the name', { ...acme, ORIGIN: 'http://localhost.s3cret.example' }],
  ['needs ORIGIN with the name', { ACME_TERMS_AGREED: 'yes' }],
  ['HOST must be an address with ACME', { ...acme, HOST: 'localhost' }],
  ['PORT must be', { PORT: 's3cret' }],
  ['PORT must be', { PORT: '65536' }],
  ['PORT must be', { PORT: '' }],
  ['METRICS_PORT must be a number', { METRICS_PORT: 's3cret' }],
  ['METRICS_PORT must be another port', { METRICS_PORT: '8080' }],
  ['LOG_LEVEL must be', { LOG_LEVEL: 's3cret' }],
  ['DATA_DIR must be', { DATA_DIR: '' }],
  ['CLOCK_IS_RIGHT must be', { CLOCK_IS_RIGHT: 'yes' }],
  ['CLOCK_IS_RIGHT must be', { CLOCK_IS_RIGHT: '2026-02-30' }],
  ['SECURITY_CONTACT must be', { SECURITY_CONTACT: 's3cret@obhut.example' }],
  ['SECURITY_CONTACT must be', { SECURITY_CONTACT: 'http://s3cret.example' }],
  ['SECURITY_CONTACT must be', { SECURITY_CONTACT: 'mailto:a@s3cret.example\nExpires: never' }],
  ['OBHUT_PORT: no such setting', { OBHUT_PORT: 's3cret' }],
  ['PUSH_SERVICES must name', { PUSH_SERVICES: '10.0.0.1' }],
  ['PUSH_SERVICES must name', { PUSH_SERVICES: 'https://s3cret.example' }],
  ['PUSH_SERVICES must name', { PUSH_SERVICES: '' }],
  ['PUSH_TO_LOOPBACK may only be yes', { PUSH_TO_LOOPBACK: '1' }],
  ['PUSH_TO_LOOPBACK lets', { PUSH_TO_LOOPBACK: 'yes', ORIGIN: 'https://s3cret.example' }],
  ['PUSH_TO_LOOPBACK lets', { PUSH_TO_LOOPBACK: 'yes', ...tls }],
  ['PUSH_TO_LOOPBACK lets', { PUSH_TO_LOOPBACK: 'yes', ...acme }],
  ['PUSH_TO_LOOPBACK lets', { PUSH_TO_LOOPBACK: 'yes', ...tls, ORIGIN: 'https://s3cret.example' }],
  ['PUSH_TO_LOOPBACK lets', { PUSH_TO_LOOPBACK: 'yes', HOST: '0.0.0.0', ORIGIN: 'https://s3cret.example', ...tls }],
  ['set both or neither', { DATABASE_URL: url('localhost') }],
  ['DATABASE_URL must be', database('s3cret')],
  ['DATABASE_URL must be', database('http://s3cret')],
  ['DATABASE_URL leads to another machine', database(url('db.example'))],
  ['DATABASE_URL leads to another machine', database(url('db.example', '?sslmode=require'))],
  ['DATABASE_URL leads to another machine', database(url('db.example', '?sslmode=verify-full&sslmode=disable'))],
  ['DATABASE_URL leads to another machine', database(url('localhost', '?host=db.example'))],
  [
    'DATABASE_OWNER_URL leads to another machine',
    { ...database(url('localhost')), DATABASE_OWNER_URL: url('db.example') },
  ],
])('%s: %j', (sentence, env) => {
  const read = (): unknown => readConfig(env);
  expect(read).toThrow(sentence);
  expect(read).not.toThrow('s3cret');
});

test.each<[string, Record<string, string>]>([
  ['behind a proxy', { ORIGIN: 'https://obhut.example' }],
  ['with a certificate', { HOST: '::', ORIGIN: 'https://obhut.example', ...tls }],
  ['a certificate by ACME', acme],
  ['a checked database', database(url('db.example', '?sslmode=verify-full'))],
  ['a local socket', database(url('%2Frun%2Fpostgresql'))],
  ['somebody to tell', { SECURITY_CONTACT: 'mailto:sicherheit@obhut.example' }],
  ['a page to tell', { SECURITY_CONTACT: 'https://obhut.example/sicherheit' }],
  ['somebody who measures', { METRICS_PORT: '9464' }],
  ['a local address', database(url('[::1]:5432'))],
])('%s is fine', (_name, env) => {
  expect(() => readConfig(env)).not.toThrow();
});

test('all problems are told at once', () => {
  expect(() => readConfig({ PORT: 'x', LOG_LEVEL: 'y' })).toThrow(/PORT must be.*\nLOG_LEVEL must be/);
});

test('the operator names other push services, or none; a test names this machine', () => {
  const named = readConfig({ PUSH_SERVICES: 'push.example, *.push.example' });
  expect(named.push).toEqual({ services: ['push.example', '*.push.example'], loopback: false });
  expect(readConfig({ PUSH_SERVICES: 'none' }).push.services).toEqual([]);
  expect(readConfig({ PUSH_TO_LOOPBACK: 'yes', ORIGIN: 'http://localhost:8080' }).push.loopback).toBe(true);
  expect(readConfig({ PUSH_TO_LOOPBACK: 'yes', ORIGIN: 'https://localhost:8080', ...tls }).push.loopback).toBe(true);
});

test('an authority is that of Let’s Encrypt, unless another one is named; the certificate is for the name of ORIGIN', () => {
  expect(readConfig({ ...acme, ORIGIN: 'https://obhut.example:8443' }).acme).toEqual({
    directory: 'https://acme-v02.api.letsencrypt.org/directory',
    contact: undefined,
    ca: undefined,
    plainPort: 80,
    name: 'obhut.example',
  });
  const own = { ACME_DIRECTORY: 'https://ca.example/dir', ACME_CONTACT: 'mailto:a@obhut.example', ACME_CA: 'ca.pem' };
  expect(readConfig({ ...acme, ...own, PLAIN_PORT: '8080', PORT: '8443' }).acme).toMatchObject({
    directory: 'https://ca.example/dir',
    contact: 'mailto:a@obhut.example',
    ca: 'ca.pem',
    plainPort: 8080,
  });
});
