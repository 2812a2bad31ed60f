import { RecordScreen } from '@/shared/records/RecordScreen';

export default function ContactScreen() {
  return <RecordScreen kind="contact" />;
}
