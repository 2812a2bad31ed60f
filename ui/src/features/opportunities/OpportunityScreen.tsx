import { RecordScreen } from '@/shared/records/RecordScreen';
import { StageHistory } from './StageHistory';

export default function OpportunityScreen() {
  return <RecordScreen kind="opportunity" aside={(record) => <StageHistory id={record.id} />} />;
}
