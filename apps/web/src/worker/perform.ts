/**
 * Performs a call on the engine. What the engine rejects with becomes an answer like any other.
 * @module
 */
import type { Client } from '@obhut/sync/client.ts';
import { ClientError } from '@obhut/sync/failure.ts';
import type { Answer, Call, Outcome } from './messages.ts';

function dispatch(client: Client, call: Call): Promise<unknown> {
  switch (call.command) {
    case 'lock':
      return client.lock(...call.args);
    case 'leave':
      return client.leave(...call.args);
    case 'openHere':
      return client.openHere(...call.args);
    case 'unlock':
      return client.unlock(...call.args);
    case 'unlockByPasskey':
      return client.unlockByPasskey(...call.args);
    case 'nameHere':
      return client.nameHere(...call.args);
    case 'setIdle':
      return client.setIdle(...call.args);
    case 'stillHere':
      return client.stillHere(...call.args);
    case 'keepDraft':
      return client.keepDraft(...call.args);
    case 'devices':
      return client.devices(...call.args);
    case 'renameDevice':
      return client.renameDevice(...call.args);
    case 'endDevice':
      return client.endDevice(...call.args);
    case 'bringForward':
      return client.bringForward(...call.args);
    case 'noticeKey':
      return client.noticeKey(...call.args);
    case 'readNotices':
      return client.readNotices(...call.args);
    case 'startNotices':
      return client.startNotices(...call.args);
    case 'stopNotices':
      return client.stopNotices(...call.args);
    case 'setNoticeHours':
      return client.setNoticeHours(...call.args);
    case 'looked':
      return client.looked(...call.args);
    case 'register':
      return client.register(...call.args);
    case 'login':
      return client.login(...call.args);
    case 'logout':
      return client.logout(...call.args);
    case 'recover':
      return client.recover(...call.args);
    case 'drawSheet':
      return client.drawSheet(...call.args);
    case 'keepSheet':
      return client.keepSheet(...call.args);
    case 'sheetLater':
      return client.sheetLater(...call.args);
    case 'changePassword':
      return client.changePassword(...call.args);
    case 'ways':
      return client.ways(...call.args);
    case 'renew':
      return client.renew(...call.args);
    case 'removeWay':
      return client.removeWay(...call.args);
    case 'checkPassword':
      return client.checkPassword(...call.args);
    case 'addPasskey':
      return client.addPasskey(...call.args);
    case 'loginByPasskey':
      return client.loginByPasskey(...call.args);
    case 'applyForPairing':
      return client.applyForPairing(...call.args);
    case 'awaitPairing':
      return client.awaitPairing(...call.args);
    case 'answerPairing':
      return client.answerPairing(...call.args);
    case 'isPairingReady':
      return client.isPairingReady(...call.args);
    case 'admitPaired':
      return client.admitPaired(...call.args);
    case 'deleteAccount':
      return client.deleteAccount(...call.args);
    case 'found':
      return client.found(...call.args);
    case 'chooseKitForm':
      return client.chooseKitForm(...call.args);
    case 'kitKept':
      return client.kitKept(...call.args);
    case 'drawKit':
      return client.drawKit(...call.args);
    case 'keepKit':
      return client.keepKit(...call.args);
    case 'checkKit':
      return client.checkKit(...call.args);
    case 'requestRecovery':
      return client.requestRecovery(...call.args);
    case 'awaitRecovery':
      return client.awaitRecovery(...call.args);
    case 'giveUpRecovery':
      return client.giveUpRecovery(...call.args);
    case 'approveRecovery':
      return client.approveRecovery(...call.args);
    case 'vetoRecovery':
      return client.vetoRecovery(...call.args);
    case 'createSpace':
      return client.createSpace(...call.args);
    case 'invite':
      return client.invite(...call.args);
    case 'perform':
      return client.perform(...call.args);
    case 'planResult':
      return client.planResult(...call.args);
    case 'forgetPlan':
      return client.forgetPlan(...call.args);
    case 'admit':
      return client.admit(...call.args);
    case 'endAccess':
      return client.endAccess(...call.args);
    case 'replacePerson':
      return client.replacePerson(...call.args);
    case 'openLetter':
      return client.openLetter(...call.args);
    case 'claim':
      return client.claim(...call.args);
    case 'send':
      return client.send(...call.args);
    case 'sayOnceIn':
      return client.sayOnceIn(...call.args);
    case 'sendToEach':
      return client.sendToEach(...call.args);
    case 'deleteEvent':
      return client.deleteEvent(...call.args);
    case 'takeFile':
      return client.takeFile(...call.args);
    case 'dropFile':
      return client.dropFile(...call.args);
    case 'openFile':
      return client.openFile(...call.args);
    case 'unsend':
      return client.unsend(...call.args);
    case 'createDayTeam':
      return client.createDayTeam(...call.args);
    case 'admitHelper':
      return client.admitHelper(...call.args);
    case 'removeFromDay':
      return client.removeFromDay(...call.args);
    case 'showTabletCode':
      return client.showTabletCode(...call.args);
    case 'awaitTabletCode':
      return client.awaitTabletCode(...call.args);
    case 'answerTablet':
      return client.answerTablet(...call.args);
    case 'isTabletReady':
      return client.isTabletReady(...call.args);
    case 'admitTablet':
      return client.admitTablet(...call.args);
    case 'handPersona':
      return client.handPersona(...call.args);
    case 'setPin':
      return client.setPin(...call.args);
    case 'unlockByPin':
      return client.unlockByPin(...call.args);
    case 'removePin':
      return client.removePin(...call.args);
    case 'leaveTablet':
      return client.leaveTablet(...call.args);
    case 'evidenceFile':
      return client.evidenceFile(...call.args);
  }
}

async function outcomeOf(client: Client, call: Call): Promise<Outcome> {
  try {
    return { isOk: true, value: await dispatch(client, call) };
  } catch (error) {
    if (error instanceof ClientError) return { isOk: false, failure: error.failure };
    return {
      isOk: false,
      failure: null,
      message: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown',
    };
  }
}

export async function perform(client: Client, call: Call): Promise<Answer> {
  return { kind: 'answer', id: call.id, outcome: await outcomeOf(client, call) };
}
