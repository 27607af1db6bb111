/** What mobile SDKs are told at start: they are switched on and shall not ask for the leave to push by themselves. */
export const sdkConfig = {
  enabled: true,
  account: {
    prompt: false,
    prompt_event: '',
    pre_prompt: { title: '', body: '', yes_button: '', no_button: '' },
  },
} as const;
