import type { ReactNode } from 'react';
import type { Field } from '@/api';
import type { Row } from './rows';

export interface Column {
  field: Field;
  label: string;
  width: number;
  numeric: boolean;
  sortable: boolean;
  /** The record's name: opens it. */
  title: boolean;
  editable: boolean;
}

export interface Cell {
  /** -1 is the header. */
  row: number;
  /** 0 is the column of check boxes. */
  column: number;
}

export type DrawCell = (column: Column, row: Row) => ReactNode;
