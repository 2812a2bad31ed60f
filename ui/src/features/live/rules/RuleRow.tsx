import { useQueryClient } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, Pencil, Trash2 } from 'lucide-react';
import { call } from '@/api';
import { formatNumber, formatRelative, t, tDynamic } from '@/shared/i18n';
import { IconButton, Switch, toast, toastError } from '@/shared/ui';
import styles from '../Live.module.css';
import { refreshMirror } from '../refresh';
import type { Rule } from './RulesScreen';
import { inWords } from './condition';

interface RuleRowProps {
  rule: Rule;
  first: boolean;
  last: boolean;
  onEdit: () => void;
  onMove: (by: -1 | 1) => void;
  onSwitch: (on: boolean) => void;
}

/** A rule in words, how often it was on, and what can be done with it. */
export function RuleRow({ rule, first, last, onEdit, onMove, onSwitch }: RuleRowProps) {
  const client = useQueryClient();
  const name = rule.name ?? '';
  const put = async (back: boolean) => {
    try {
      await call(back ? 'sensing_rules.restore' : 'sensing_rules.delete', { id: rule.id });
      if (!back) toast(t('rules.deleted', { name }), { action: { label: t('labels.undo'), run: () => void put(true) } });
    } catch (error) {
      toastError(t('rules.notKept'), error);
    } finally {
      refreshMirror(client);
    }
  };
  const activations = rule.activations ?? 0;
  return (
    <li className={styles.row}>
      <Switch checked={rule.enabled !== false} onChange={onSwitch} label={t('rules.watch', { name })} />
      <div className={styles.text}>
        <span className={styles.name}>{name}</span>
        <span>{t('rules.sentence', { condition: inWords(rule.condition), action: tDynamic(`option.${rule.action ?? 'suggest_break'}`, rule.action ?? '') })}</span>
        <span className={styles.facts}>
          <span>{activations === 0 ? t('rules.neverOn') : t('rules.wasOn', { count: activations, number: formatNumber(activations) })}</span>
          {rule.active_at && <span>{t('rules.lastOn', { date: formatRelative(rule.active_at) })}</span>}
          <span>{t('rules.priorityOf', { number: formatNumber(rule.priority ?? 0) })}</span>
        </span>
      </div>
      <div className={styles.buttons}>
        <IconButton icon={ArrowUp} label={t('rules.up', { name })} disabled={first} onClick={() => onMove(-1)} />
        <IconButton icon={ArrowDown} label={t('rules.down', { name })} disabled={last} onClick={() => onMove(1)} />
        <IconButton icon={Pencil} label={t('rules.edit', { name })} onClick={onEdit} />
        <IconButton icon={Trash2} label={t('rules.delete', { name })} onClick={() => void put(false)} />
      </div>
    </li>
  );
}
