import { RecordScreen } from '@/shared/records/RecordScreen';

export default function ActivityScreen() {
  return <RecordScreen kind="activity" />;
}
