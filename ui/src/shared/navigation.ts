type Navigate = (to: { to: string; search?: Record<string, unknown>; replace?: boolean }) => void;

let navigate: Navigate = () => undefined;

/** The router gives itself here, so that actions (which are no components) can go places. */
export function setNavigate(router: Navigate): void {
  navigate = router;
}

export function goTo(path: string, search?: Record<string, unknown>): void {
  navigate(search ? { to: path, search } : { to: path });
}
