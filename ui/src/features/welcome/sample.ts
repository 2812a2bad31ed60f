import { callByName } from '@/api';
import { t } from '@/shared/i18n';
import { toast, toastError } from '@/shared/ui';

/** Enough to see how everything looks, and quickly there. */
const CONTACTS = 1000;

/** Puts made-up people, accounts and deals in; answers with the job that does it. */
export async function loadSample(): Promise<string | null> {
  try {
    const { job } = await callByName<{ job: string }>('sample.load', { contacts: CONTACTS });
    toast(t('welcome.sampleStarted'));
    return job;
  } catch (error) {
    toastError(t('welcome.sampleFailed'), error);
    return null;
  }
}
