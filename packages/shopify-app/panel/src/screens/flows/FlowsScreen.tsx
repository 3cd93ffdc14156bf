import { Route, Switch } from 'wouter';
import { EditorScreen } from './editor/EditorScreen.tsx';
import { HistoryScreen } from './history/HistoryScreen.tsx';
import { FlowList } from './list/FlowList.tsx';
import './flows.css';

export default function FlowsScreen() {
  return (
    <Switch>
      <Route path="/flows" component={FlowList} />
      <Route path="/flows/new">
        <EditorScreen key="new" flowId={null} />
      </Route>
      <Route path="/flows/:id/history">{({ id }) => <HistoryScreen flowId={id} />}</Route>
      <Route path="/flows/:id">{({ id }) => <EditorScreen key={id} flowId={id} />}</Route>
    </Switch>
  );
}
