/**
 * On Heute, for those who lead: who has joined and waits to be confirmed by somebody who has met them.
 * @module
 */
import { useLeads } from '../../shell/use-leads.ts';
import { ToConfirm } from './bulk-sections.tsx';
import { usePrepared } from './use-prepared.ts';

export default function ConfirmTile() {
  const leads = useLeads();
  const prepared = usePrepared();
  return leads ? <ToConfirm prepared={prepared} /> : null;
}
