import { Dialog } from '@base-ui/react/dialog';
import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useCall } from '@/api';
import { ACTION_GROUPS, type Action, runAction, useAvailableActions } from '@/shared/actions';
import { t } from '@/shared/i18n';
import { goTo } from '@/shared/navigation';
import { avatarShape, kindLabel, useKinds } from '@/shared/records/kinds';
import { Avatar, Keys } from '@/shared/ui';
import { type Hit, useHits } from './hits';
import { Marked } from './Marked';
import styles from './Palette.module.css';

const HITS = 6;
const RECENT = 5;

/** One field for everything: records by what they are called, actions by what they do. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('');
  const [open, setOpen] = useState(true);
  const kinds = useKinds();
  const { q, hits, waiting } = useHits(text, { limit: HITS });
  const available = useAvailableActions();
  const actions = useMemo(() => matching(available, text), [available, text]);
  const recent = useRecent(text.trim() === '');
  const records = text.trim() === '' ? recent : hits.slice(0, HITS * 2);

  // The best hit is chosen at once, and again with every new answer; from there the arrows lead.
  const first = records[0]?.id ?? (text.trim() === '' ? undefined : 'palette.searchAll') ?? actions[0]?.list[0]?.id ?? '';
  const [picked, setPicked] = useState({ among: '', value: '' });
  const value = picked.among === first ? picked.value : first;

  const close = () => setOpen(false);
  const openHit = (hit: Hit) => {
    const kind = kinds?.find(({ name }) => name === hit.kind);
    close();
    if (kind) goTo(`/${kind.plural}/${hit.id}`);
  };
  const run = (action: Action) => {
    close();
    // The dialog gives the focus back first: an action may want it.
    setTimeout(() => runAction(action.id), 0);
  };
  const searchAll = () => {
    close();
    goTo('/search', { q: text.trim() });
  };

  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && close()} onOpenChangeComplete={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.veil} />
        <Dialog.Viewport className={styles.viewport}>
          <Dialog.Popup className={styles.palette} aria-label={t('palette.title')}>
            <Command shouldFilter={false} loop label={t('palette.title')} value={value} onValueChange={(next) => setPicked({ among: first, value: next })}>
              <div className={styles.field}>
                <Search aria-hidden />
                <Command.Input
                  autoFocus
                  className={styles.input}
                  value={text}
                  onValueChange={setText}
                  placeholder={t('palette.placeholder')}
                  onKeyDown={(event) => {
                    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && text.trim() !== '') {
                      event.preventDefault();
                      searchAll();
                    }
                  }}
                />
              </div>
              <Command.List className={styles.list} label={t('palette.results')}>
                {records.length > 0 && (
                  <Command.Group heading={text.trim() === '' ? t('palette.recent') : t('palette.records')} className={styles.group}>
                    {records.map((hit) => (
                      <Command.Item key={hit.id} value={hit.id} className={styles.item} onSelect={() => openHit(hit)}>
                        <Avatar name={hit.title} shape={avatarShape(hit.kind)} />
                        <span className={styles.title}>
                          <Marked text={hit.title} query={q} />
                        </span>
                        <span className={styles.dim}>{hit.subtitle || kindLabel(hit.kind)}</span>
                        <span className={styles.enter}>
                          <Keys keys="enter" />
                        </span>
                      </Command.Item>
                    ))}
                  </Command.Group>
                )}
                {text.trim() !== '' && (
                  <Command.Group className={styles.group}>
                    <Command.Item value="palette.searchAll" className={styles.item} onSelect={searchAll}>
                      <Search aria-hidden />
                      <span className={styles.title}>{t('palette.searchAll', { text: text.trim() })}</span>
                      <Keys keys="mod+enter" />
                    </Command.Item>
                  </Command.Group>
                )}
                {actions.map(({ group, list }) => (
                  <Command.Group key={group} heading={t(`group.${group}`)} className={styles.group}>
                    {list.map((action) => (
                      <Command.Item key={action.id} value={action.id} className={styles.item} onSelect={() => run(action)}>
                        {action.icon ? <action.icon aria-hidden /> : <span className={styles.noIcon} />}
                        <span className={styles.title}>
                          <Marked text={t(action.label)} query={text} />
                        </span>
                        {action.keys?.[0] && <Keys keys={action.keys[0]} />}
                      </Command.Item>
                    ))}
                  </Command.Group>
                ))}
                {records.length === 0 && actions.length === 0 && !waiting && <p className={styles.nothing}>{t('palette.nothing')}</p>}
              </Command.List>
            </Command>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** The actions that fit what is typed, by group; all of them while nothing is. */
function matching(actions: readonly Action[], text: string): { group: Action['group']; list: Action[] }[] {
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const fits = (action: Action) => {
    const name = `${t(action.label)} ${action.words ? t(action.words) : ''}`.toLocaleLowerCase();
    return words.every((word) => name.includes(word));
  };
  return ACTION_GROUPS.map((group) => ({ group, list: actions.filter((action) => action.group === group && action.id !== 'palette.open' && fits(action)) })).filter(
    ({ list }) => list.length > 0,
  );
}

/** What was changed last, offered before anything is typed. */
function useRecent(enabled: boolean): Hit[] {
  const contacts = useCall('contacts.list', { ordering: ['-updated_at'], limit: RECENT }, { enabled });
  return (contacts.data?.items ?? []).map((record) => ({
    kind: 'contact',
    id: record.id,
    title: String(record['name'] ?? ''),
    subtitle: contacts.data?.refs[String(record['account'])]?.name ?? '',
  }));
}
