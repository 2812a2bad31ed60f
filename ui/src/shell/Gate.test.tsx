import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { ApiError, createQueryClient, setTransport } from '@/api';
import { FakeTransport } from '@/api/testing/fake';
import { TooltipProvider } from '@/shared/ui';
import { Gate } from './Gate';

function show(transport: FakeTransport) {
  setTransport(transport);
  render(
    <QueryClientProvider client={createQueryClient()}>
      <TooltipProvider>
        <Gate>
          <p>inside</p>
        </Gate>
      </TooltipProvider>
    </QueryClientProvider>,
  );
}

test('lets in where the database is open', async () => {
  show(new FakeTransport(0));
  expect(await screen.findByText('inside')).toBeTruthy();
});

test('says why the database does not open, with its code, and tries again', async () => {
  const transport = new FakeTransport(0);
  const problem = { title: 'Database in use', status: 423, code: 'in_use', detail: 'Another MyCRM has it open.', trace: 'abc' };
  transport.intercept = () => Promise.reject(new ApiError(problem));
  show(transport);
  expect(await screen.findByText('Another MyCRM has it open.')).toBeTruthy();
  expect(screen.getByText(/in_use · abc/)).toBeTruthy();
  expect(screen.queryByText('inside')).toBeNull();

  transport.intercept = undefined;
  await userEvent.click(screen.getByRole('button'));
  expect(await screen.findByText('inside')).toBeTruthy();
});

test('a failure of another sort is left to the screens', async () => {
  const transport = new FakeTransport(0);
  transport.intercept = () => Promise.reject(new ApiError({ title: 'Internal error', status: 500, code: 'internal' }));
  show(transport);
  expect(await screen.findByText('inside')).toBeTruthy();
});
