import { Redirect, Route, Switch } from 'wouter';
import '../destinations/destinations.css';
import { DestinationStep } from './DestinationStep.tsx';
import { FlowStep } from './FlowStep.tsx';
import './start.css';
import { TestStep } from './TestStep.tsx';

/** From a connected shop to a record in the other system. Each step has an address, so that a reload stays where it was. */
export default function StartScreen() {
  return (
    <Switch>
      <Route path="/start/destination/:type?">{({ type }) => <DestinationStep type={type} />}</Route>
      <Route path="/start/flow/:connectionId?">{({ connectionId }) => <FlowStep connectionId={connectionId} />}</Route>
      <Route path="/start/test/:flowId?/:eventId?">{({ flowId, eventId }) => <TestStep flowId={flowId} eventId={eventId} />}</Route>
      <Route>
        <Redirect to="/start/destination" />
      </Route>
    </Switch>
  );
}
