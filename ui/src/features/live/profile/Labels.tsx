import { useQueryClient } from '@tanstack/react-query';
import { CircleHelp, Flame, Focus, type LucideIcon, MessageCircleHeart, Moon, PartyPopper, Sun, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { type Output, call, useCall, usePages } from '@/api';
import { formatNumber, formatRelative, t, tDynamic } from '@/shared/i18n';
import { Button, EmptyState, FormField, IconButton, Input, Select, Wait, toast, toastError } from '@/shared/ui';
import styles from '../Live.module.css';
import { Section } from '../Section';
import { SimulatedTag } from '../Simulated';
import { refreshMirror } from '../refresh';
import { Learned } from './Learned';
import own from './Profile.module.css';

type Label = Output<'state_labels.list'>['items'][number];
type Feeling = Exclude<Label['state'], null>;

const FEELINGS: readonly { state: Feeling; icon: LucideIcon }[] = [
  { state: 'calm', icon: Sun },
  { state: 'focused', icon: Focus },
  { state: 'stressed', icon: Flame },
  { state: 'excited', icon: PartyPopper },
  { state: 'fatigued', icon: Moon },
  { state: 'unknown', icon: CircleHelp },
];
const STRENGTHS = ['1', '2', '3', '4', '5'] as const;
const LONGEST_NOTE = 500;

/** How the wearer says they feel, what they said before, and what the model has learned from it. */
export function Labels({ profile }: { profile: Output<'profile.show'> }) {
  return (
    <>
      <p className={styles.lead}>{t('labels.lead')}</p>
      <Saying />
      <Learned profile={profile} />
      <Said />
    </>
  );
}

function Saying() {
  const client = useQueryClient();
  const [state, setState] = useState<Feeling | null>(null);
  const [strength, setStrength] = useState<string>('3');
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const devices = useCall('devices.status', {});
  const worn = devices.data?.items.some(({ live }) => live?.link === 'connected') ?? false;
  const keep = async () => {
    if (!state) return;
    setBusy(true);
    try {
      const { measured } = await call('profile.label', { state, strength: Number(strength), note: note.trim() || null });
      toast(t(measured ? 'labels.keptMeasured' : 'labels.kept'));
      setState(null);
      setNote('');
    } catch (error) {
      toastError(t('labels.notKept'), error);
    } finally {
      setBusy(false);
      refreshMirror(client);
    }
  };
  return (
    <Section title={t('labels.now')}>
      <div className={own.form}>
        <div className={own.feelings} role="group" aria-label={t('labels.now')}>
          {FEELINGS.map(({ state: one, icon: Icon }) => (
            <button key={one} type="button" className={own.feeling} aria-pressed={state === one} onClick={() => setState(state === one ? null : one)}>
              <Icon aria-hidden />
              {tDynamic(`option.${one}`, one)}
            </button>
          ))}
        </div>
        {state && (
          <div className={own.two}>
            <FormField label={t('labels.strength')}>
              {({ id }) => <Select id={id} label={t('labels.strength')} value={strength} options={STRENGTHS.map((value) => ({ value: value as string, label: t(`labels.strength.${value}`) }))} onChange={setStrength} />}
            </FormField>
            <FormField label={t('labels.note')}>
              {({ id }) => <Input id={id} maxLength={LONGEST_NOTE} placeholder={t('labels.notePlaceholder')} value={note} onChange={(event) => setNote(event.target.value)} />}
            </FormField>
          </div>
        )}
        <div className={own.above}>
          <span className={own.note}>{t(worn ? 'labels.worn' : 'labels.notWorn')}</span>
          <Button look="primary" icon={MessageCircleHeart} busy={busy} disabled={!state} onClick={() => void keep()}>
            {t('labels.keep')}
          </Button>
        </div>
      </div>
    </Section>
  );
}

function Said() {
  const pages = usePages<Label>('state_labels.list', { ordering: ['-felt_at'], limit: 20 });
  return (
    <Section title={t('labels.said')}>
      <Wait for={pages}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={MessageCircleHeart} title={t('labels.none')} text={t('labels.noneText')} />
          ) : (
            <>
              <ul className={styles.card}>
                {items.map((label) => (
                  <LabelRow key={label.id} label={label} />
                ))}
              </ul>
              {pages.more && (
                <p className={own.note}>
                  <Button busy={pages.loadingMore} onClick={pages.more}>
                    {t('labels.more')}
                  </Button>
                </p>
              )}
            </>
          )
        }
      </Wait>
    </Section>
  );
}

function LabelRow({ label: { id, state, felt_at: at, strength, note, features, simulated } }: { label: Label }) {
  const client = useQueryClient();
  const name = tDynamic(`option.${state ?? 'unknown'}`, state ?? '');
  const Icon = FEELINGS.find((one) => one.state === state)?.icon ?? CircleHelp;
  const measured = Object.keys((features as object | null) ?? {}).length > 0;
  const put = async (back: boolean) => {
    try {
      await call(back ? 'state_labels.restore' : 'state_labels.delete', { id });
      if (!back) toast(t('labels.deleted', { name }), { action: { label: t('labels.undo'), run: () => void put(true) } });
    } catch (error) {
      toastError(t('labels.notDeleted'), error);
    } finally {
      refreshMirror(client);
    }
  };
  return (
    <li className={styles.row}>
      <Icon aria-hidden />
      <span className={styles.text}>
        <span className={styles.name}>
          {name}
          {simulated && <SimulatedTag />}
        </span>
        <span className={styles.facts}>
          {at && <span>{formatRelative(at)}</span>}
          {strength !== null && <span>{t('labels.strengthOf', { number: formatNumber(strength) })}</span>}
          <span>{t(measured ? 'labels.learned' : 'labels.notMeasured')}</span>
        </span>
        {note && <span>{note}</span>}
      </span>
      <IconButton icon={Trash2} label={t('labels.delete', { name })} onClick={() => void put(false)} />
    </li>
  );
}
