import { RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { type Kind, type RecordData, type StepResult, callByName, usePages } from '@/api';
import { formatNumber, formatRelative, t } from '@/shared/i18n';
import { avatarShape, inSentence, kindLabel, kindsLabel, recordTitle } from '@/shared/records/kinds';
import { undoOf } from '@/shared/records/steps';
import { Avatar, Button, Checkbox, Dialog, EmptyState, IconButton, StatusBar, Wait, toast, toastError } from '@/shared/ui';
import styles from './Trash.module.css';

const PAGE = 100;

/** The deleted records of one kind, the last deleted first. */
export function TrashList({ kind }: { kind: Kind }) {
  const pages = usePages<RecordData>(`${kind.plural}.list`, { trash: true, ordering: ['-updated_at'], limit: PAGE });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [erasing, setErasing] = useState<readonly RecordData[] | null>(null);
  const loaded = pages.data?.items ?? [];
  // What is gone from the list is no longer chosen.
  const selected = loaded.filter(({ id }) => chosen.has(id));
  const toggle = (id: string, on: boolean) => setChosen((before) => new Set(on ? [...before, id] : [...before].filter((other) => other !== id)));
  const nounOf = (count: number) => inSentence(count === 1 ? kindLabel(kind.name) : kindsLabel(kind.name));

  const restore = async (records: readonly RecordData[]) => {
    try {
      const { changed, step } = await callByName<StepResult>(`${kind.plural}.bulk_restore`, { target: { ids: records.map(({ id }) => id) } });
      setChosen(new Set());
      toast(changed === 1 ? t('trash.restoredOne', { name: recordTitle(records[0]!, kind) }) : t('trash.restored', { count: changed, number: formatNumber(changed), kinds: nounOf(changed) }), {
        action: undoOf(step),
      });
    } catch (error) {
      toastError(t('trash.notRestored'), error);
    }
  };
  const erase = async (records: readonly RecordData[]) => {
    setErasing(null);
    try {
      const { changed } = await callByName<StepResult>(`${kind.plural}.bulk_purge`, { target: { ids: records.map(({ id }) => id) } });
      setChosen(new Set());
      toast(t('trash.erased', { count: changed, number: formatNumber(changed), kinds: nounOf(changed) }));
    } catch (error) {
      toastError(t('trash.notErased'), error);
    }
  };

  return (
    <>
      <Wait for={pages}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={Trash2} title={t('trash.noneTitle', { kinds: kindsLabel(kind.name) })} text={t('trash.emptyText')} />
          ) : (
            <>
              <div className={styles.bar} role="toolbar" aria-label={t('trash.tools')}>
                <Checkbox
                  checked={selected.length === items.length}
                  mixed={selected.length > 0 && selected.length < items.length}
                  onChange={(on) => setChosen(new Set(on ? items.map(({ id }) => id) : []))}
                >
                  {selected.length > 0 ? t('list.selected', { count: selected.length, number: formatNumber(selected.length) }) : t('grid.selectAll')}
                </Checkbox>
                <span className={styles.space} />
                <Button size="small" icon={RotateCcw} disabled={selected.length === 0} onClick={() => void restore(selected)}>
                  {t('trash.restore')}
                </Button>
                <Button size="small" look="danger" icon={Trash2} disabled={selected.length === 0} onClick={() => setErasing(selected)}>
                  {t('trash.erase')}
                </Button>
              </div>
              <ul className={styles.list}>
                {items.map((record) => {
                  const title = recordTitle(record, kind);
                  return (
                    <li key={record.id} className={styles.row} data-selected={chosen.has(record.id) || undefined}>
                      <Checkbox checked={chosen.has(record.id)} onChange={(on) => toggle(record.id, on)} label={title} />
                      <Avatar name={title} shape={avatarShape(kind.name)} />
                      <span className={styles.name}>{title}</span>
                      {record.deleted_at && (
                        <time className={styles.when} dateTime={record.deleted_at}>
                          {t('trash.deletedAt', { at: formatRelative(record.deleted_at) })}
                        </time>
                      )}
                      <span className={styles.tools}>
                        <IconButton size="small" icon={RotateCcw} label={t('trash.restoreNamed', { name: title })} onClick={() => void restore([record])} />
                        <IconButton size="small" icon={Trash2} label={t('trash.eraseNamed', { name: title })} onClick={() => setErasing([record])} />
                      </span>
                    </li>
                  );
                })}
              </ul>
              {pages.more && (
                <div className={styles.more}>
                  <Button look="quiet" size="small" busy={pages.loadingMore} onClick={pages.more}>
                    {t('ui.showMore')}
                  </Button>
                </div>
              )}
            </>
          )
        }
      </Wait>
      {erasing && (
        <Dialog
          open
          size="narrow"
          onClose={() => setErasing(null)}
          title={t('trash.eraseTitle')}
          description={
            erasing.length === 1
              ? t('trash.eraseOneText', { name: recordTitle(erasing[0]!, kind) })
              : t('trash.eraseText', { count: erasing.length, number: formatNumber(erasing.length), kinds: nounOf(erasing.length) })
          }
          footer={
            <>
              <Button onClick={() => setErasing(null)}>{t('ui.cancel')}</Button>
              <Button look="danger" icon={Trash2} onClick={() => void erase(erasing)}>
                {t('trash.eraseForGood')}
              </Button>
            </>
          }
        >
          {null}
        </Dialog>
      )}
      <StatusBar>
        <span>{t('trash.note')}</span>
      </StatusBar>
    </>
  );
}
