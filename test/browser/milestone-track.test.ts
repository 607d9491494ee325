import { expect } from '@open-wc/testing';
import { MilestoneTrack } from '../../src/elements/milestone-track/milestone-track.js';
import '../../src/elements/milestone-track/define.js';
import { smallCompany } from './small-company.js';
import { widgetSuite } from './widget-suite.js';

const shown = async (element: MilestoneTrack): Promise<string> => {
  document.body.append(element);
  await element.updateComplete;
  const text = element.renderRoot.textContent?.replace(/\s+/gu, ' ') ?? '';
  element.remove();
  return text;
};
const track = (): MilestoneTrack => document.createElement('milestone-track');

describe('<milestone-track>', () => {
  widgetSuite({
    tag: 'milestone-track', widget: MilestoneTrack, attributes: { period: 'all' },
    heading: { en: 'Milestones', de: 'Meilensteine' }, needs: { table: 'milestones', column: 'kpi' }, pictures: 1, ignoresFilter: true,
  });

  describe('milestones', () => {
    it('shows those of all KPIs that have any, and of one where that is asked for', async () => {
      const [all, one] = [track(), track()];
      all.data = smallCompany;
      one.data = smallCompany;
      one.kpi = 'pipeline';
      const [text, ofOne] = [await shown(all), await shown(one)];
      expect(text).to.contain('Sales cycle').and.to.contain('Pipeline value').and.to.contain('missed').and.to.contain('of 2 on track');
      expect(ofOne).to.contain('Pipeline value: milestones').and.to.contain('of 1 on track').and.to.not.contain('Sales cycle');
    });
    it('says at a milestone what its figure lacks, and keeps the others', async () => {
      const element = track();
      const { subscriptions: _, ...without } = { ...smallCompany, milestones: [{ id: 'three', kpi: 'churn', due_at: '2025-12-31', target: 0.1 }, { id: 'one', kpi: 'pipeline', start_at: '2024-06-01', start_value: 0, due_at: '2025-12-31', target: 9_000 }] };
      element.data = without;
      const text = await shown(element);
      expect(text).to.contain('Customer churn').and.to.contain('Needs subscriptions.').and.to.contain('cannot tell').and.to.contain('of 2 on track');
    });
    it('takes no notice of the filter around it: milestones are those of all', async () => {
      const element = track();
      element.data = smallCompany;
      const plain = await shown(element);
      const filtered = track();
      filtered.data = smallCompany;
      filtered.filter = { owner_id: ['owner 1'] };
      expect(await shown(filtered)).to.equal(plain);
    });
  });
});
