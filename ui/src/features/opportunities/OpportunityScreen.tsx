import type { RecordData } from '@/api';
import { RecordScreen } from '@/shared/records/RecordScreen';
import { StageActions } from './StageActions';
import { StageHistory } from './StageHistory';

export default function OpportunityScreen() {
  return <RecordScreen kind="opportunity" aside={stages} />;
}

function stages(record: RecordData) {
  return (
    <>
      <StageHistory id={record.id} />
      <StageActions deal={record} />
    </>
  );
}
