/**
 * Why something could not be done, and what helps: one sentence for each {@link Failure}.
 * @module
 */
import type { Failure } from '@obhut/sync/failure.ts';
import { Mistake } from '../ui/notice.tsx';
import { useTexts } from './i18n.ts';

export function useFailureText(): (failure: Failure) => string {
  const t = useTexts('shell');
  const sentences: Record<Failure, () => string> = {
    offline: () => t('failOffline'),
    'wrong-name-or-password': () => t('failWrongNameOrPassword'),
    'wrong-password': () => t('failWrongPassword'),
    'wrong-name-or-code': () => t('failWrongNameOrCode'),
    'code-mistyped': () => t('failCodeMistyped'),
    'wrong-last-group': () => t('failWrongLastGroup'),
    'second-secret-needed': () => t('failSecondSecretNeeded'),
    'wrong-second-secret': () => t('failWrongSecondSecret'),
    'pairing-over': () => t('failPairingOver'),
    'pairing-refused': () => t('failPairingRefused'),
    'wrong-digits': () => t('failWrongDigits'),
    'device-ended': () => t('failDeviceEnded'),
    'last-owner': () => t('failLastOwner'),
    'outbox-waiting': () => t('failOutboxWaiting'),
    'digits-of-another': () => t('failDigitsOfAnother'),
    'unknown-passkey': () => t('failUnknownPasskey'),
    'passkey-refused': () => t('failPasskeyRefused'),
    'passkey-without-prf': () => t('failPasskeyWithoutPrf'),
    'pin-of-another-time': () => t('failPinOfAnotherTime'),
    'kit-mistyped': () => t('failKitMistyped'),
    'kit-unknown': () => t('failKitUnknown'),
    'name-taken': () => t('failNameTaken'),
    'wrong-founding-code': () => t('failWrongFoundingCode'),
    'wrong-letter-or-code': () => t('failWrongLetterOrCode'),
    'letter-used-or-expired': () => t('failLetterUsedOrExpired'),
    clock: () => t('failClock'),
    'not-allowed': () => t('failNotAllowed'),
    'too-many-requests': () => t('failTooManyRequests'),
    busy: () => t('failBusy'),
    'too-large': () => t('failTooLarge'),
    'wrong-address': () => t('failWrongAddress'),
    'quota-exceeded': () => t('failQuotaExceeded'),
    'server-full': () => t('failServerFull'),
    'storage-full': () => t('failStorageFull'),
    'file-empty': () => t('failFileEmpty'),
    'file-unreadable': () => t('failFileUnreadable'),
    'file-too-large': () => t('failFileTooLarge'),
    'file-type': () => t('failFileType'),
    'file-not-picture': () => t('failFileNotPicture'),
    'picture-too-large': () => t('failPictureTooLarge'),
    heic: () => t('failHeic'),
    'pdf-locked': () => t('failPdfLocked'),
    'pdf-broken': () => t('failPdfBroken'),
    'file-damaged': () => t('failFileDamaged'),
    'file-gone': () => t('failFileGone'),
    'file-not-here': () => t('failFileNotHere'),
    'push-refused': () => t('failPushRefused'),
    'update-needed': () => t('failUpdateNeeded'),
    server: () => t('failServer'),
  };
  return (failure) => sentences[failure]();
}

export function FailureNotice({ failure }: { failure: Failure | null }) {
  const text = useFailureText();
  return failure === null ? null : <Mistake>{text(failure)}</Mistake>;
}
