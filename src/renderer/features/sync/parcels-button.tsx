import { useTranslation } from 'react-i18next'
import { navigation } from '../../app/navigation.ts'
import { Button } from '../../kit/index.ts'

/** The other way to another PC: by hand. */
export function ParcelsButton() {
  const { t } = useTranslation('parcels')
  return <Button onPress={() => navigation.go({ screen: 'sync.parcels' })}>{t('button')}</Button>
}
