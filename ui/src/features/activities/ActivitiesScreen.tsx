import { RecordListScreen } from '@/shared/records/RecordListScreen';

export default function ActivitiesScreen() {
  return <RecordListScreen kind="activity" />;
}
