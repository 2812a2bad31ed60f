import type { SimulationResult } from '../model';
import { CircuitFacts } from './CircuitFacts';
import { Courses } from './Courses';
import { Distributions } from './Distributions';
import { Drivers } from './Drivers';
import { KeyFigures } from './KeyFigures';
import { Methods } from './Methods';
import { Notes } from './Notes';
import { Paths } from './Paths';
import { Provenance } from './Provenance';
import styles from './Result.module.css';
import { Subjects } from './Subjects';

/** All that a simulation answers, whatever its type: what is there is shown, the rest is not. */
export function ResultView({ result }: { result: SimulationResult }) {
  const reached = result.estimates.find(({ quantity, subject, method }) => quantity === 'target_probability' && subject === null && method === 'exact')?.value;
  return (
    <div className={styles.result}>
      <KeyFigures estimates={result.estimates} />
      <Notes notes={result.notes} />
      <div className={styles.plots}>
        {result.distributions.length > 0 && <Distributions distributions={result.distributions} reached={reached} />}
        {result.series.length > 0 && <Courses series={result.series} />}
        <Methods estimates={result.estimates} />
        <Drivers drivers={result.drivers} estimates={result.estimates} type={result.type} />
        <Subjects estimates={result.estimates} />
      </div>
      <Paths paths={result.paths} />
      {result.circuit && <CircuitFacts circuit={result.circuit} />}
      <Provenance result={result} />
    </div>
  );
}
