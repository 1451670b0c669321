import CAdwaita

/// Children in columns that are as wide as what stands in them.
package final class Grid: Widget {
    package convenience init(columnSpacing: Int32 = 12, rowSpacing: Int32 = 6) {
        self.init(widget: gtk_grid_new())
        gtk_grid_set_column_spacing(typed(), guint(columnSpacing))
        gtk_grid_set_row_spacing(typed(), guint(rowSpacing))
    }

    package func attach(_ child: Widget, column: Int32, row: Int32, width: Int32 = 1) {
        gtk_grid_attach(typed(), child.widget, column, row, width, 1)
    }
}
