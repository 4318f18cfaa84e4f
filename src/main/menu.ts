// The smallest menu: what a keyboard needs for editing and size. Everything else is in the page, where it is translated and remappable.
// No reload and no developer tools in a packed program.
import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import { words } from './words.ts'

export function setMenu(): void {
  const word = words()
  const edit: MenuItemConstructorOptions[] = [
    { role: 'undo', label: word.undo },
    { role: 'redo', label: word.redo },
    { type: 'separator' },
    { role: 'cut', label: word.cut },
    { role: 'copy', label: word.copy },
    { role: 'paste', label: word.paste },
    { role: 'selectAll', label: word.selectAll },
  ]
  const view: MenuItemConstructorOptions[] = [
    { role: 'zoomIn', label: word.zoomIn },
    { role: 'zoomOut', label: word.zoomOut },
    { role: 'resetZoom', label: word.zoomReset },
    { role: 'togglefullscreen', label: word.fullScreen },
    ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } as MenuItemConstructorOptions]),
  ]
  const quit: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ label: app.name, submenu: [{ role: 'quit', label: word.quit }] }] : []
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([...quit, { label: word.edit, submenu: edit }, { label: word.view, submenu: view }]),
  )
}
