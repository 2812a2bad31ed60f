import { type Input, call } from '@/api';

type About = Input<'calls.start'>;

const PAGE = /^\/(contacts|accounts|opportunities|activities)\/([^/]+)$/;

/** What a call that is started on a screen is about: the record whose page it is; null on any other screen. */
export async function aboutPage(path: string): Promise<About | null> {
  const [, plural, id] = PAGE.exec(path) ?? [];
  switch (plural) {
    case 'contacts':
      return { contact: id! };
    case 'accounts':
      return { account: id! };
    case 'opportunities': {
      const { record } = await call('opportunities.get', { id: id! });
      return { opportunity: id!, contact: record.contact, account: record.account };
    }
    case 'activities': {
      const { record } = await call('activities.get', { id: id! });
      // What is planned as a call takes place now; of anything else the call is another thing, about the same people.
      if (record.type === 'call' && record.done_at === null) return { activity: id! };
      return { subject: record.subject, contact: record.contact, account: record.account, opportunity: record.opportunity };
    }
    default:
      return null;
  }
}
