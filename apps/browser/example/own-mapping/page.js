import { clientOf } from '@crosswalk/browser/core';
// crosswalk compile mapping --target browser -o dist/mapping.js
import * as mapping from './dist/mapping.js';

const { key, endpoint } = document.querySelector('[data-key]').dataset;

window.shop = clientOf(mapping, '1.0.0')({ publicApiKey: key, endpoint });
