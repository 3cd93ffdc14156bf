import { Redirect, Route, Switch, useLocation } from 'wouter';
import '../../destinations/destinations.scss';
import '../connect.scss';
import { DestinationStep } from './DestinationStep.tsx';
import './first-run.scss';
import { FlowStep } from './FlowStep.tsx';
import { FormsStep } from './FormsStep.tsx';
import { Steps } from './Steps.tsx';
import { TestStep } from './TestStep.tsx';

/** From paired to a record in the other system, in four steps. Each has an address, so that a reload stays where it was. */
export default function FirstRun() {
  const [path] = useLocation();
  return (
    <>
      <Steps current={path.split('/')[2] ?? ''} />
      <Switch>
        <Route path="/start" component={FormsStep} />
        <Route path="/start/destination/:type?">{({ type }) => <DestinationStep type={type} />}</Route>
        <Route path="/start/flow/:connectionId">{({ connectionId }) => <FlowStep connectionId={connectionId} />}</Route>
        <Route path="/start/test/:flowId/:eventId?">{({ flowId, eventId }) => <TestStep flowId={flowId} eventId={eventId} />}</Route>
        <Route>
          <Redirect to="/start" />
        </Route>
      </Switch>
    </>
  );
}
