import { connect } from '@/api';
import { start } from '@/shell/start';

await connect();
await start(document.getElementById('root')!);
