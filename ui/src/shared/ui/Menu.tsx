import { Menu as Base } from '@base-ui/react/menu';
import { Check, type LucideIcon } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { findAction, runAction } from '../actions';
import { t } from '../i18n';
import { cx } from './cx';
import { Keys } from './Kbd';
import popup from './popup.module.css';

interface MenuProps {
  trigger: ReactElement;
  children: ReactNode;
  align?: 'start' | 'center' | 'end';
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}

export function Menu({ trigger, children, align = 'start', open, onOpenChange }: MenuProps) {
  return (
    <Base.Root {...(open === undefined ? {} : { open })} onOpenChange={(next) => onOpenChange?.(next)}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className={popup.positioner} sideOffset={4} align={align}>
          <Base.Popup className={popup.popup}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

interface MenuItemProps {
  children: ReactNode;
  onSelect: () => void;
  icon?: LucideIcon | undefined;
  before?: ReactNode;
  keys?: string | undefined;
  danger?: boolean;
  disabled?: boolean;
}

export function MenuItem({ children, onSelect, icon: Icon, before, keys, danger = false, disabled = false }: MenuItemProps) {
  return (
    <Base.Item className={cx(popup.item, danger && popup.danger)} disabled={disabled} onClick={onSelect}>
      {Icon && <Icon aria-hidden />}
      {before}
      <span className={popup.text}>{children}</span>
      {keys && <Keys keys={keys} />}
    </Base.Item>
  );
}

/** An entry that runs an action of the registry, with its label, icon and keys. */
export function MenuAction({ id }: { id: string }) {
  const action = findAction(id);
  if (!action) return null;
  return (
    <MenuItem icon={action.icon} keys={action.keys?.[0]} onSelect={() => runAction(id)}>
      {t(action.label)}
    </MenuItem>
  );
}

interface MenuCheckProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
}

export function MenuCheck({ checked, onChange, children }: MenuCheckProps) {
  return (
    <Base.CheckboxItem className={popup.item} checked={checked} onCheckedChange={onChange} closeOnClick={false}>
      <span className={popup.text}>{children}</span>
      <Base.CheckboxItemIndicator className={popup.check}>
        <Check aria-hidden />
      </Base.CheckboxItemIndicator>
    </Base.CheckboxItem>
  );
}

export function MenuSeparator() {
  return <Base.Separator className={popup.separator} />;
}
