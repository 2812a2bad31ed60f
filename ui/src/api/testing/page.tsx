import { start } from '@/shell/start';
import { setTransport } from '../client';
import { FakeTransport } from './fake';

// The whole screen over the core in memory: `npm run dev`, then /fake.html?contacts=240. Never part of the product.
const contacts = Number(new URLSearchParams(window.location.search).get('contacts') ?? 240);
setTransport(new FakeTransport(contacts));
await start(document.getElementById('root')!);
