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
    logLevel: 'info',
    blobQuota: 107_374_182_400,
    beginAnew: false,
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
  ['PORT must be', { PORT: 's3cret' }],
  ['PORT must be', { PORT: '65536' }],
  ['PORT must be', { PORT: '' }],
  ['METRICS_PORT must be a number', { METRICS_PORT: 's3cret' }],
  ['METRICS_PORT must be another port', { METRICS_PORT: '8080' }],
  ['LOG_LEVEL must be', { LOG_LEVEL: 's3cret' }],
  ['DATA_DIR must be', { DATA_DIR: '' }],
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
});
