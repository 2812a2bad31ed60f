import { Navigate } from '@tanstack/react-router';

/** The way to the breathing exercise for whoever knows it by its own address: it is a part of the profile. */
export default function BreathingScreen() {
  return <Navigate to="/wellbeing/profile" search={{ tab: 'breathing' } as never} replace />;
}
