import { RecordListScreen } from '@/shared/records/RecordListScreen';

export default function ContactsScreen() {
  return <RecordListScreen kind="contact" />;
}
