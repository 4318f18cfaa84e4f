import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../kit/index.ts'
import { homePlace, navigation } from './navigation.ts'

interface Props { readonly children: ReactNode; readonly placeKey: string }
interface State { readonly error: Error | null; readonly placeKey: string }

/** A defect stops one screen, not the program: the rail, the search and the other screens go on. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null, placeKey: this.props.placeKey }

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.placeKey === state.placeKey ? null : { error: null, placeKey: props.placeKey }
  }

  override render(): ReactNode {
    const { error } = this.state
    return error === null ? this.props.children : <Broken error={error} onAgain={() => this.setState({ error: null })} />
  }
}

function Broken({ error, onAgain }: { error: Error; onAgain: () => void }) {
  const { t } = useTranslation('common')
  return (
    <main className="broken" id="main" role="alert">
      <h1>{t('broken.title')}</h1>
      <p>{t('broken.text', { reference: `${error.name}: ${error.message}` })}</p>
      <div className="buttons"><Button variant="main" onPress={onAgain}>{t('broken.again')}</Button><Button onPress={() => { navigation.go(homePlace); onAgain() }}>{t('broken.home')}</Button></div>
    </main>
  )
}
