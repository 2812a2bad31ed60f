import { RecordListScreen } from '@/shared/records/RecordListScreen';

export default function AccountsScreen() {
  return <RecordListScreen kind="account" />;
}
