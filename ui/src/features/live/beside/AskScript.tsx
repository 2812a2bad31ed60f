import { useQueryClient } from '@tanstack/react-query';
import { MessageCircle } from 'lucide-react';
import { type Input, call } from '@/api';
import { t, tDynamic } from '@/shared/i18n';
import { Button, Menu, MenuItem, toastError } from '@/shared/ui';
import { refreshMirror } from '../refresh';
import type { Shown } from './ScriptPanel';
import { SITUATIONS } from '../scripts/situations';

/** Asks for what to say: by what is going on, or by the wearer's own state. */
export function AskScript({ onShow }: { onShow: (shown: Shown) => void }) {
  const client = useQueryClient();
  const ask = async (about: Input<'calls.suggest'>) => {
    try {
      const { suggestion, scripts } = await call('calls.suggest', about);
      onShow({ suggestion, scripts: scripts.map(({ script, title, body, situation }) => ({ id: script, title, body, situation })) });
      // Who asks has taken it.
      await call('suggestions.answer', { id: suggestion, answer: 'taken' });
      refreshMirror(client);
    } catch (error) {
      toastError(t('script.notFound'), error);
    }
  };
  return (
    <Menu
      align="end"
      trigger={
        <Button size="small" icon={MessageCircle}>
          {t('script.ask')}
        </Button>
      }
    >
      <MenuItem onSelect={() => void ask({})}>{t('script.byState')}</MenuItem>
      {SITUATIONS.map((situation) => (
        <MenuItem key={situation} onSelect={() => void ask({ situation })}>
          {tDynamic(`option.${situation}`, situation)}
        </MenuItem>
      ))}
    </Menu>
  );
}
