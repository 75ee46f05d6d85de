from wagtail.admin.views.account import NameEmailSettingsPanel

from accounts.forms import NameForm

# The "Account" screen of the admin asks for first and last name; Wagtail has no setting to give it another form.
NameEmailSettingsPanel.form_class = NameForm
