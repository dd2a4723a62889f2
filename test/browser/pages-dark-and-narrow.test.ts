/** The pages in the dark scheme on a telephone. */
import { lookAtPages } from './pages.ts';

lookAtPages('dark', 390);
