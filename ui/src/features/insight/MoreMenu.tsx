import { useNavigate } from '@tanstack/react-router';
import { MoreHorizontal, Trash2, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { type Kind, callByName } from '@/api';
import { useActionHandler } from '@/shared/actions';
import { t } from '@/shared/i18n';
import { useKind } from '@/shared/records/kinds';
import { useWrites } from '@/shared/records/write';
import { IconButton, Menu, MenuItem, toastError } from '@/shared/ui';

interface Kept {
  id: string;
  name: string | null;
  deleted_at: string | null;
}

interface MoreMenuProps {
  kind: string;
  record: Kept;
  /** Where to go when it is gone. */
  list: string;
  /** Entries before the last one. */
  children?: ReactNode;
}

/** What else can be done with a kept thing; last, into the trash and out of it again. */
export function MoreMenu({ kind: name, record, list, children }: MoreMenuProps) {
  const kind = useKind(name);
  return (
    <Menu align="end" trigger={<IconButton icon={MoreHorizontal} label={t('ui.more')} />}>
      {children}
      {kind && <TrashItem kind={kind} record={record} list={list} />}
    </Menu>
  );
}

function TrashItem({ kind, record, list }: { kind: Kind; record: Kept; list: string }) {
  const writes = useWrites(kind);
  const navigate = useNavigate();
  const inTrash = record.deleted_at !== null;
  const remove = async () => {
    if (await writes.remove(record.id, record.name ?? '')) void navigate({ to: list as never });
  };
  const restore = () => {
    callByName(`${kind.plural}.restore`, { id: record.id }).catch((error: unknown) => toastError(t('record.notRestored'), error));
  };
  useActionHandler('record.delete', () => void remove(), !inTrash);
  return inTrash ? (
    <MenuItem icon={Undo2} onSelect={restore}>
      {t('record.restore')}
    </MenuItem>
  ) : (
    <MenuItem danger icon={Trash2} onSelect={() => void remove()}>
      {t('ui.delete')}
    </MenuItem>
  );
}
