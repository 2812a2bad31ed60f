import type { RecordData } from '@/api';
import { RecordScreen } from '@/shared/records/RecordScreen';
import { StageHistory } from './StageHistory';

export default function OpportunityScreen() {
  return <RecordScreen kind="opportunity" aside={stages} />;
}

function stages(record: RecordData) {
  return <StageHistory id={record.id} />;
}
