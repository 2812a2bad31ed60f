import type { ReactNode } from 'react';
import type { Kind } from '@/api';
import type { Row } from '../../grid/rows';
import type { Column } from '../../grid/types';
import { Avatar } from '../../ui';
import { renderValue } from '../fields/value';
import { avatarShape, recordTitle } from '../kinds';
import styles from './drawCell.module.css';

/** How a kind draws its cells: the name with its avatar opens the record, all else by type. */
export function cellDrawer(kind: Kind): (column: Column, row: Row) => ReactNode {
  const shape = avatarShape(kind.name);
  const withAvatar = kind.name === 'contact' || kind.name === 'account';
  return (column, { record, refs }) => {
    if (!column.title) return renderValue(column.field, record, refs);
    const title = recordTitle(record, kind);
    return (
      <a href={`#/${kind.plural}/${record.id}`} tabIndex={-1} className={styles.title}>
        {withAvatar && <Avatar name={title} shape={shape} spaced />}
        {title}
      </a>
    );
  };
}
