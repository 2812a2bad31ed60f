import { RecordScreen } from '@/shared/records/RecordScreen';

export default function AccountScreen() {
  return <RecordScreen kind="account" />;
}
