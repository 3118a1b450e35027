// Copyright The Spliceboard authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <QStyledItemDelegate>

namespace sb::ui {

/// What a step of the plan is drawn from.
enum StepRole {
  TitleRole = Qt::UserRole,
  SubjectRole,
  LinesRole,
  SizeRole,
  StateRole,
  NumberRole,
  WarnedRole,
  FormRole,
  LinkedRole
};
enum StepState { Pending, Done, Refused, Warned };

/// Draws steps: a numbered disc on a vertical line, title and subject, form, WAC lines and size.
QStyledItemDelegate* stepDelegate(QObject* parent);

}  // namespace sb::ui
