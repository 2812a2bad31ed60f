import { useCall } from '@/api';
import { runAction } from '@/shared/actions';
import { formatRelative, t } from '@/shared/i18n';
import { openNewRecord } from '@/shared/records/newRecord';
import { Avatar, Button, Link, Wait } from '@/shared/ui';
import styles from './Today.module.css';

const SHOWN = 6;

/** People whose records changed last: mostly where the work goes on. */
export function Recent() {
  const contacts = useCall('contacts.list', { ordering: ['-updated_at'], limit: SHOWN }, { keep: true });
  return (
    <section aria-labelledby="today-recent">
      <h2 id="today-recent" className={styles.heading}>
        {t('today.recent')}
      </h2>
      <Wait for={contacts}>
        {({ items, refs }) =>
          items.length === 0 ? (
            <div className={styles.nothing}>
              <p>{t('today.noRecent')}</p>
              <span className={styles.buttons}>
                <Button size="small" onClick={() => runAction('import.open')}>
                  {t('action.importFile')}
                </Button>
                <Button size="small" onClick={() => openNewRecord('contact')}>
                  {t('kindNew.contact')}
                </Button>
              </span>
            </div>
          ) : (
            <ul>
              {items.map((contact) => (
                <li key={contact.id}>
                  <Link to={`/contacts/${contact.id}`} className={styles.person}>
                    <Avatar name={String(contact['name'] ?? '')} />
                    <span className={styles.name}>{String(contact['name'] ?? '')}</span>
                    <span className={styles.dim}>{refs[String(contact['account'])]?.name}</span>
                    <time className={styles.when} dateTime={contact.updated_at}>
                      {formatRelative(contact.updated_at)}
                    </time>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Wait>
    </section>
  );
}
