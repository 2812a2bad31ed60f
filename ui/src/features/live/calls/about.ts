import { type Input, call } from '@/api';
import type { Subject } from '@/shared/actions';

type About = Input<'calls.start'>;

/** What a call that is started about a record is about; null where it cannot be about that. */
export async function aboutRecord({ kind, id }: Subject): Promise<About | null> {
  switch (kind) {
    case 'contact':
      return { contact: id };
    case 'account':
      return { account: id };
    case 'opportunity': {
      const { record } = await call('opportunities.get', { id });
      return { opportunity: id, contact: record.contact, account: record.account };
    }
    case 'activity': {
      const { record } = await call('activities.get', { id });
      // What is planned as a call takes place now; of anything else the call is another thing, about the same people.
      if (record.type === 'call' && record.done_at === null) return { activity: id };
      return { subject: record.subject, contact: record.contact, account: record.account, opportunity: record.opportunity };
    }
    default:
      return null;
  }
}
