import { SearchX } from 'lucide-react';
import { t } from '@/shared/i18n';
import { EmptyState, Link, Page } from '@/shared/ui';

export function NotFound() {
  return (
    <Page title={t('shell.notFound')}>
      <EmptyState icon={SearchX} title={t('shell.notFound')} text={t('shell.notFoundText')}>
        <Link to="/">{t('shell.goHome')}</Link>
      </EmptyState>
    </Page>
  );
}
