import { MemoryStore } from './memory.ts';
import { storeContract } from './store.contract.ts';

storeContract('memory', () => Promise.resolve(new MemoryStore()));
