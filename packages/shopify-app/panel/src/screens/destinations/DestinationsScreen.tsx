import { Route, Switch } from 'wouter';
import { AddConnection } from './AddConnection.tsx';
import { ConnectionList } from './ConnectionList.tsx';
import { EditConnection } from './EditConnection.tsx';
import './destinations.css';

export default function DestinationsScreen() {
  return (
    <Switch>
      <Route path="/destinations/new/:type?">{({ type }) => <AddConnection type={type} />}</Route>
      <Route path="/destinations/:id">{({ id }) => <EditConnection id={id} />}</Route>
      <Route>
        <ConnectionList />
      </Route>
    </Switch>
  );
}
