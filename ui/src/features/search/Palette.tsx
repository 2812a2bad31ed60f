import { Dialog } from '@base-ui/react/dialog';
import { Command as List } from 'cmdk';
import { ChevronRight, Search } from 'lucide-react';
import { useState } from 'react';
import { useCall } from '@/api';
import { type Action, findAction, useAvailableActions } from '@/shared/actions';
import { t } from '@/shared/i18n';
import { goTo } from '@/shared/navigation';
import { avatarShape, kindLabel, useKinds } from '@/shared/records/kinds';
import { Avatar, Dot, Keys, cx } from '@/shared/ui';
import { type Command, choicesFor, commandsFor } from './commands';
import { type Hit, useHits } from './hits';
import { Marked } from './Marked';
import overlay from '@/shared/ui/overlay.module.css';
import styles from './Palette.module.css';

const HITS = 6;
const RECENT = 5;

interface PaletteProps {
  /** Opened to ask in which way this action is meant. */
  start: string | undefined;
  /** It begins to go. */
  onLeave: () => void;
  onClose: () => void;
}

/** One field for everything: records by what they are called, actions by what they do. */
export default function Palette({ start, onLeave, onClose }: PaletteProps) {
  const [text, setText] = useState('');
  const [open, setOpen] = useState(true);
  const [asked, setAsked] = useState<Action | undefined>(start === undefined ? undefined : findAction(start));
  const close = () => {
    setOpen(false);
    onLeave();
  };
  const run = (command: Command) => {
    if (command.leads) {
      setAsked(command.leads);
      setText('');
      return;
    }
    close();
    // The dialog gives the focus back first: an action may want it.
    setTimeout(command.run, 0);
  };
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && close()} onOpenChangeComplete={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={overlay.veil} />
        <Dialog.Viewport className={cx(overlay.viewport, styles.viewport)}>
          <Dialog.Popup className={cx(overlay.sheet, styles.palette)} aria-label={t('palette.title')}>
            {asked ? (
              <Choices action={asked} text={text} onText={setText} onBack={() => setAsked(undefined)} onRun={run} />
            ) : (
              <Everything text={text} onText={setText} onRun={run} onClose={close} />
            )}
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface PageProps {
  text: string;
  onText: (text: string) => void;
  onRun: (command: Command) => void;
}

function Everything({ text, onText, onRun, onClose }: PageProps & { onClose: () => void }) {
  const kinds = useKinds();
  const { q, hits, waiting } = useHits(text, { limit: HITS });
  const groups = commandsFor(useAvailableActions(), text);
  const empty = text.trim() === '';
  const recent = useRecent(empty);
  const records = empty ? recent : hits.slice(0, HITS * 2);
  // What is on screen is what one mostly means while nothing is typed; a record, once something is.
  const near = empty ? groups.filter((group) => group.near) : [];
  const rest = groups.filter((group) => !near.includes(group));

  const openHit = (hit: Hit) => {
    const kind = kinds?.find(({ name }) => name === hit.kind);
    onClose();
    if (kind) goTo(`/${kind.plural}/${hit.id}`);
  };
  const searchAll = () => {
    onClose();
    goTo('/search', { q: text.trim() });
  };
  // While the answer is on its way, Enter does what does no harm.
  const best = !empty && waiting ? undefined : rest[0]?.list[0]?.id;
  const first = near[0]?.list[0]?.id ?? records[0]?.id ?? best ?? 'palette.searchAll';

  return (
    <Lines
      text={text}
      onText={onText}
      placeholder={t('palette.placeholder')}
      first={first}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !empty) {
          event.preventDefault();
          searchAll();
        }
      }}
    >
      {near.map((group) => (
        <Commands key={group.heading} heading={group.heading} list={group.list} text={text} onRun={onRun} />
      ))}
      {records.length > 0 && (
        <List.Group heading={empty ? t('palette.recent') : t('palette.records')} className={styles.group}>
          {records.map((hit) => (
            <List.Item key={hit.id} value={hit.id} className={styles.item} onSelect={() => openHit(hit)}>
              <Avatar name={hit.title} shape={avatarShape(hit.kind)} />
              <span className={styles.title}>
                <Marked text={hit.title} query={q} />
              </span>
              <span className={styles.dim}>{hit.subtitle || kindLabel(hit.kind)}</span>
              <span className={styles.enter}>
                <Keys keys="enter" />
              </span>
            </List.Item>
          ))}
        </List.Group>
      )}
      {!empty && (
        <List.Group className={styles.group}>
          <List.Item value="palette.searchAll" className={styles.item} onSelect={searchAll}>
            <Search aria-hidden />
            <span className={cx(styles.title, styles.words)}>{t('palette.searchAll', { text: text.trim() })}</span>
            <Keys keys="mod+enter" />
          </List.Item>
        </List.Group>
      )}
      {rest.map((group) => (
        <Commands key={group.heading} heading={group.heading} list={group.list} text={text} onRun={onRun} />
      ))}
      {records.length === 0 && groups.length === 0 && !waiting && <p className={styles.nothing}>{t('palette.nothing')}</p>}
    </Lines>
  );
}

/** The ways in which one action can be done; Backspace leads back. */
function Choices({ action, text, onText, onBack, onRun }: PageProps & { action: Action; onBack: () => void }) {
  useAvailableActions();
  const list = choicesFor(action, text);
  const label = t(action.label);
  return (
    <Lines
      text={text}
      onText={onText}
      placeholder={t('palette.choose', { action: label })}
      first={list[0]?.id ?? ''}
      onKeyDown={(event) => {
        if (event.key === 'Backspace' && text === '') onBack();
      }}
    >
      {list.length > 0 ? <Commands heading={label} list={list} text={text} onRun={onRun} /> : <p className={styles.nothing}>{t('palette.nothing')}</p>}
    </Lines>
  );
}

interface LinesProps {
  text: string;
  onText: (text: string) => void;
  placeholder: string;
  /** The best line is chosen at once, and again with every new answer; from there the arrows lead. */
  first: string;
  onKeyDown: (event: React.KeyboardEvent) => void;
  children: React.ReactNode;
}

/** The field, and the lines under it. */
function Lines({ text, onText, placeholder, first, onKeyDown, children }: LinesProps) {
  const [picked, setPicked] = useState({ among: '', value: '' });
  const value = picked.among === first ? picked.value : first;
  return (
    <List shouldFilter={false} loop label={t('palette.title')} value={value} onValueChange={(next) => setPicked({ among: first, value: next })}>
      <div className={styles.field}>
        <Search aria-hidden />
        <List.Input autoFocus className={styles.input} value={text} onValueChange={onText} placeholder={placeholder} onKeyDown={onKeyDown} />
      </div>
      <List.List className={styles.list} label={t('palette.results')}>
        {children}
      </List.List>
    </List>
  );
}

interface CommandsProps {
  heading: string;
  list: readonly Command[];
  text: string;
  onRun: (command: Command) => void;
}

function Commands({ heading, list, text, onRun }: CommandsProps) {
  return (
    <List.Group heading={heading} className={styles.group}>
      {list.map((command) => (
        <List.Item key={command.id} value={command.id} className={styles.item} onSelect={() => onRun(command)}>
          {command.hue !== null && command.hue !== undefined ? <Dot hue={command.hue} /> : command.icon ? <command.icon aria-hidden /> : <span className={styles.noIcon} />}
          <span className={cx(styles.title, styles.words)}>
            <Marked text={command.label} query={text} />
          </span>
          <span className={styles.end}>
            {command.keys && <Keys keys={command.keys} />}
            {command.leads && <ChevronRight aria-hidden />}
          </span>
        </List.Item>
      ))}
    </List.Group>
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
