import { RecordScreen } from '@/shared/records/RecordScreen';

export default function OpportunityScreen() {
  return <RecordScreen kind="opportunity" />;
}
