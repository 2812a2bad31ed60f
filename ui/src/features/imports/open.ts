import { type FileHandle, callByName, transport } from '@/api';
import { t } from '@/shared/i18n';
import { goTo } from '@/shared/navigation';
import { toastError } from '@/shared/ui';
import { setWelcomed } from '@/shared/welcomed';
import { EXTENSIONS, type Import } from './model';

/** Opens a file and goes to its import. Nothing is written by this. */
export async function openFile(handle: FileHandle | null): Promise<void> {
  if (!handle) return;
  try {
    const opened = await callByName<Import>('imports.open', handle);
    // Who opens a file has chosen how to begin: the first start must not lead away from it any more.
    setWelcomed();
    goTo(`/imports/${opened.id}`);
  } catch (error) {
    toastError(t('import.notOpened'), error);
  }
}

/** Lets the user pick a file and opens it. */
export async function pickFile(): Promise<void> {
  try {
    await openFile(await transport().pickFile(EXTENSIONS));
  } catch (error) {
    toastError(t('import.notOpened'), error);
  }
}

/** Opens a file that was dropped on the page. */
export async function dropFile(file: File): Promise<void> {
  try {
    await openFile(await transport().openDropped(file));
  } catch (error) {
    toastError(t('import.notOpened'), error);
  }
}
