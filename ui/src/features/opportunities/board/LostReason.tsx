import { Popover as Base } from '@base-ui/react/popover';
import { type FormEvent, useState } from 'react';
import { type RecordData, callByName } from '@/api';
import { t, tDynamic } from '@/shared/i18n';
import { insist } from '@/shared/records/conflict';
import type { Seen } from '@/shared/records/revisions';
import { Button, FormField, Input, toastError } from '@/shared/ui';
import popup from '@/shared/ui/popup.module.css';
import styles from './LostReason.module.css';

export interface Lost {
  deal: Seen;
  name: string;
}

const REASONS = ['price', 'competitor', 'no_budget', 'timing', 'no_answer'];

interface LostReasonProps {
  lost: Lost;
  anchor: () => Element | null;
  onClose: () => void;
}

/** Asks why a deal was lost, beside its card. Leaving it open costs nothing: the deal has moved already. */
export function LostReason({ lost, anchor, onClose }: LostReasonProps) {
  const [reason, setReason] = useState('');
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const text = reason.trim();
    onClose();
    if (text === '') return;
    try {
      const set = { lost_reason: text };
      await insist('opportunity', lost.deal, set, (revision) => callByName<RecordData>('opportunities.update', { id: lost.deal.id, if_match: revision, ...set }));
    } catch (error) {
      toastError(t('board.reasonNotSaved'), error);
    }
  };
  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Positioner className={popup.positioner} anchor={anchor} side="right" sideOffset={8} align="start" collisionPadding={8}>
          <Base.Popup className={popup.popup} aria-label={t('board.lostTitle', { name: lost.name })}>
            <form className={styles.form} onSubmit={(event) => void save(event)}>
              <FormField label={t('board.lostTitle', { name: lost.name })}>
                {({ id }) => <Input id={id} value={reason} maxLength={200} placeholder={t('board.lostPlaceholder')} onChange={(event) => setReason(event.target.value)} />}
              </FormField>
              <div className={styles.reasons}>
                {REASONS.map((code) => {
                  const text = tDynamic(`board.reason.${code}`, code);
                  return (
                    <Button key={code} size="small" aria-pressed={reason === text} onClick={() => setReason(text)}>
                      {text}
                    </Button>
                  );
                })}
              </div>
              <div className={styles.foot}>
                <Button look="quiet" size="small" onClick={onClose}>
                  {t('board.noReason')}
                </Button>
                <Button look="primary" size="small" type="submit">
                  {t('ui.save')}
                </Button>
              </div>
            </form>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
